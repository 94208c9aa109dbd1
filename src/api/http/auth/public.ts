import { SetMetadata } from '@nestjs/common';

export const PUBLIC_ROUTE = 'kaikei:public-route';

/** Opens a route, or every route of a controller, to anyone. All others need an access token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);

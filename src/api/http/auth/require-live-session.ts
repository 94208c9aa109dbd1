import { SetMetadata } from '@nestjs/common';

export const LIVE_SESSION = 'kaikei:live-session';

/**
 * For what is the account's own: profile, sign-ins, saved cards. An access token outlives its session by minutes, and whoever
 * was signed out must not go on there. Those who sign in elsewhere have no session here, and get through.
 */
export const RequireLiveSession = (): MethodDecorator & ClassDecorator => SetMetadata(LIVE_SESSION, true);

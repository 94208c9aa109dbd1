import { Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChooseDefaultCard } from '../../application/payments/choose-default-card.js';
import { CreateSetupIntent } from '../../application/payments/create-setup-intent.js';
import { ListSavedCards } from '../../application/payments/list-saved-cards.js';
import { RemoveSavedCard } from '../../application/payments/remove-saved-card.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireLiveSession } from '../http/auth/require-live-session.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { IdempotentResourceId } from '../http/idempotency/idempotent-resource-id.js';
import { RefetchOnReplay } from '../http/idempotency/refetch-on-replay.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { StripeIdParam } from '../http/stripe-id-param.js';
import { presentCard } from './payment-method-presenter.js';
import {
  PaymentMethodListQuery,
  PaymentMethodListResponse,
  PaymentMethodResponse,
  SetupIntentResponse,
} from './payment-method.dto.js';
import { PublishableKey } from './publishable-key.js';
import { SetupIntentSecret } from './setup-intent-secret.js';

@ApiTags('Saved cards')
@RequireLiveSession()
@Controller('api/payment-methods')
@IdempotentPosts()
export class PaymentMethodsController {
  constructor(
    private readonly listSavedCards: ListSavedCards,
    private readonly createSetupIntent: CreateSetupIntent,
    private readonly chooseDefaultCard: ChooseDefaultCard,
    private readonly removeSavedCard: RemoveSavedCard,
    private readonly publishableKey: PublishableKey,
  ) {}

  /** The cards that Stripe keeps for you, the latest first. */
  @Get()
  @ApiOkResponse({ type: PaymentMethodListResponse })
  async list(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Query() query: PaymentMethodListQuery,
  ): Promise<PaymentMethodListResponse> {
    const page = await this.listSavedCards.execute({ organizationId, userId, page: toPageRequest(query) });
    return presentPage(page, presentCard);
  }

  /** Begins to save a card: Stripe.js confirms the SetupIntent with what is typed into its form, which never comes here. */
  @Post('setup-intent')
  @HttpCode(200)
  @ApiOkResponse({ type: SetupIntentResponse })
  @RefetchOnReplay('client_secret', SetupIntentSecret)
  async setUp(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @IdempotentResourceId() setupId: string | undefined,
  ): Promise<SetupIntentResponse> {
    const setup = await this.createSetupIntent.execute({ organizationId, userId, setupId });
    return {
      setup_intent_id: setup.setupIntentId,
      client_secret: setup.clientSecret,
      publishable_key: this.publishableKey.value,
    };
  }

  /** Makes a card the one that is taken unless another is named. */
  @Post(':id/default')
  @HttpCode(200)
  @ApiOkResponse({ type: PaymentMethodResponse })
  async makeDefault(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @StripeIdParam('id', 'payment_method_not_found') cardId: string,
  ): Promise<PaymentMethodResponse> {
    return presentCard(await this.chooseDefaultCard.execute({ organizationId, userId, cardId }));
  }

  /** Removes a card for good. Payments that were made with it stay as they are. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @StripeIdParam('id', 'payment_method_not_found') cardId: string,
  ): Promise<void> {
    await this.removeSavedCard.execute({ organizationId, userId, cardId });
  }
}

/** The signing secrets of our two endpoints: more than one while they roll, each accepted by its own endpoint alone. */
export class WebhookSecrets {
  /** @param connect of the endpoint for connected accounts; none where there is no such endpoint */
  constructor(
    readonly own: readonly string[],
    readonly connect: readonly string[],
  ) {}
}

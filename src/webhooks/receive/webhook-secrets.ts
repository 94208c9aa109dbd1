/** The signing secrets of our endpoint: more than one while they roll, each accepted. */
export class WebhookSecrets {
  constructor(readonly values: readonly string[]) {}
}

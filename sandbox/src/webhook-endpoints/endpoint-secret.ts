/** An endpoint's signing secret: shown once, when it is created. The id is the endpoint's. */
export interface EndpointSecret {
  id: string;
  secret: string;
}

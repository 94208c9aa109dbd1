export class FieldErrorResponse {
  /** Path of the field: `items.0.quantity`. */
  field!: string;
  message!: string;
}

/** RFC 9457 problem details. */
export class ProblemResponse {
  type!: string;
  title!: string;
  status!: number;
  detail!: string;
  /** The path that was asked. */
  instance!: string;
  /** Stable: what programs look at. */
  code!: string;
  /** What is wrong in the request, field by field. */
  errors?: FieldErrorResponse[];
}

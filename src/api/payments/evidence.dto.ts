import { IsBoolean } from 'class-validator';
import { EvidenceText, FileId } from './evidence-field.js';
import { Optional } from '../http/optional.js';

/**
 * Evidence by Stripe's names (docs.stripe.com/api/disputes/evidence_object). What is left out stays as it was; an empty
 * text takes it away. Files are uploaded to Stripe before, and named by their ids.
 */
export class EvidenceRequest {
  /** Sends everything to the bank, which takes evidence once or twice only; false: saves it for later. */
  @Optional()
  @IsBoolean()
  submit?: boolean;

  @EvidenceText()
  access_activity_log?: string;

  @EvidenceText()
  billing_address?: string;

  @FileId()
  cancellation_policy?: string;

  @EvidenceText()
  cancellation_policy_disclosure?: string;

  @EvidenceText()
  cancellation_rebuttal?: string;

  @FileId()
  customer_communication?: string;

  @EvidenceText()
  customer_email_address?: string;

  @EvidenceText()
  customer_name?: string;

  @EvidenceText()
  customer_purchase_ip?: string;

  @FileId()
  customer_signature?: string;

  @FileId()
  duplicate_charge_documentation?: string;

  @EvidenceText()
  duplicate_charge_explanation?: string;

  @EvidenceText()
  duplicate_charge_id?: string;

  @EvidenceText()
  product_description?: string;

  @FileId()
  receipt?: string;

  @FileId()
  refund_policy?: string;

  @EvidenceText()
  refund_policy_disclosure?: string;

  @EvidenceText()
  refund_refusal_explanation?: string;

  @EvidenceText()
  service_date?: string;

  @FileId()
  service_documentation?: string;

  @EvidenceText()
  shipping_address?: string;

  @EvidenceText()
  shipping_carrier?: string;

  @EvidenceText()
  shipping_date?: string;

  @FileId()
  shipping_documentation?: string;

  @EvidenceText()
  shipping_tracking_number?: string;

  @FileId()
  uncategorized_file?: string;

  @EvidenceText()
  uncategorized_text?: string;
}

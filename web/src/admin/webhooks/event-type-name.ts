import { adminText } from '../../text/text.js';

/** What a type of event is about. One that this page does not know yet is called as the API calls it. */
export function eventTypeName(type: string): string {
  const names: Readonly<Record<string, string>> = {
    ...adminText.endpoint.types,
    ping: adminText.endpoint.ping,
    '*': adminText.webhooks.everything,
  };
  return names[type] ?? type;
}

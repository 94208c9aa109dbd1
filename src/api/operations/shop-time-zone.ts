/** `SHOP_TIME_ZONE`: where the shop's days begin, a name of the IANA's. */
export class ShopTimeZone {
  constructor(readonly timeZone: string) {}
}

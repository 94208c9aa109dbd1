/** The words of a receipt. A language is one more entry. */
export const RECEIPT_TEXT = {
  en: {
    title: 'Receipt',
    orderNumber: 'Order',
    date: 'Paid on',
    billedTo: 'Received from',
    buyer: (name: string) => name,
    issuedBy: 'Issued by',
    registrationNumber: 'Registration number',
    item: 'Item',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    amount: 'Amount',
    subtotal: 'Subtotal, without tax',
    tax: (rate: string, taxable: string) => `Tax ${rate}% on ${taxable}`,
    taxWithin: (rate: string) => `of which tax ${rate}%`,
    total: 'Total',
    ordered: 'Ordered',
    captured: 'Charged',
    refunded: 'Refunded',
    kept: 'Paid in the end',
    taxIncluded: (rate: string) => `${rate}% tax included`,
    taxAdded: (rate: string) => `plus ${rate}% tax`,
    reduced: '※ reduced tax rate',
    print: 'Print or save as PDF',
  },
  ja: {
    title: '領収書',
    orderNumber: '注文番号',
    date: 'お支払日',
    billedTo: '宛名',
    // Of a deleted account there is no name.
    buyer: (name: string) => (name === '' ? '' : `${name} 様`),
    issuedBy: '発行者',
    registrationNumber: '登録番号',
    item: '品名',
    quantity: '数量',
    unitPrice: '単価',
    amount: '金額',
    subtotal: '小計（税抜）',
    tax: (rate: string, taxable: string) => `消費税 ${rate}%（対象 ${taxable}）`,
    taxWithin: (rate: string) => `うち消費税 ${rate}%`,
    total: '合計',
    ordered: 'ご注文額',
    captured: 'ご請求額',
    refunded: '返金額',
    kept: '差引お支払額',
    taxIncluded: (rate: string) => `${rate}% 税込`,
    taxAdded: (rate: string) => `税抜・税率 ${rate}%`,
    reduced: '※は軽減税率対象',
    print: '印刷・PDF保存',
  },
} as const;

export type ReceiptLanguage = keyof typeof RECEIPT_TEXT;

/** The first language of `Accept-Language` that a receipt has; English where there is none. */
export function receiptLanguage(acceptLanguage: string | undefined): ReceiptLanguage {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((range) => range.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'ja' || language === 'en');
  return wanted === 'ja' ? 'ja' : 'en';
}

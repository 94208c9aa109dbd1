/** Whether an amount contains its tax (a price tag in Japan) or the tax comes on top (one in the USA). */
export type TaxBehavior = 'inclusive' | 'exclusive';

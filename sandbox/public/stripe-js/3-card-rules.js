const BRANDS = [
  { name: 'Visa', pattern: /^4/, lengths: [16], cvc: 3 },
  { name: 'Mastercard', pattern: /^(5[1-5]|2[2-7])/, lengths: [16], cvc: 3 },
  { name: 'American Express', pattern: /^3[47]/, lengths: [15], cvc: 4 },
  { name: 'Discover', pattern: /^6(011|4|5)/, lengths: [16], cvc: 3 },
  { name: 'JCB', pattern: /^35/, lengths: [16], cvc: 3 },
  { name: 'Diners Club', pattern: /^3(0|6|8)/, lengths: [14, 16], cvc: 3 },
  { name: 'UnionPay', pattern: /^62/, lengths: [16, 17, 18, 19], cvc: 3 },
];
const UNKNOWN_BRAND = { name: '', pattern: /^/, lengths: [16], cvc: 3 };

export const digitsOf = (text) => text.replace(/\D/g, '');

export const brandOf = (digits) =>
  BRANDS.find(({ pattern }) => digits !== '' && pattern.test(digits)) ?? UNKNOWN_BRAND;

/** 4-6-5 for American Express, else groups of four. */
export function groupNumber(digits) {
  const brand = brandOf(digits);
  const cut = digits.slice(0, Math.max(...brand.lengths));
  const groups = brand.name === 'American Express' ? cut.match(/^(\d{1,4})(\d{1,6})?(\d{1,5})?/) : null;
  return groups ? groups.slice(1).filter(Boolean).join(' ') : (cut.match(/.{1,4}/g) ?? []).join(' ');
}

/** `1234` becomes `12 / 34`; a first digit above 1 can only be a month of one digit. */
export function groupExpiry(digits) {
  const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  return padded.length > 2 ? `${padded.slice(0, 2)} / ${padded.slice(2, 4)}` : padded;
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** What is wrong with each field, as Stripe.js's code; null where nothing is. */
export const CHECKS = {
  number(text) {
    const digits = digitsOf(text);
    if (!brandOf(digits).lengths.includes(digits.length)) return 'incomplete_number';
    return passesLuhn(digits) ? null : 'invalid_number';
  },
  expiry(text) {
    const digits = digitsOf(text);
    if (digits.length < 4) return 'incomplete_expiry';
    const month = Number(digits.slice(0, 2));
    const year = 2000 + Number(digits.slice(2, 4));
    const now = new Date();
    const past = year < now.getFullYear() || (year === now.getFullYear() && month < now.getMonth() + 1);
    if (month < 1 || month > 12) return 'invalid_expiry_month';
    return past ? 'invalid_expiry_year_past' : null;
  },
  cvc(text, number) {
    if (digitsOf(text).length === brandOf(digitsOf(number)).cvc) return null;
    return 'incomplete_cvc';
  },
};

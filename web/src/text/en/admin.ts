/** The words of the operators' pages. */
export const adminWords = {
  menu: 'Operation',
  toShop: 'To the shop',
  overview: 'Overview',
  forbiddenTitle: 'These pages are for operators',
  forbidden: 'You are signed in as a customer. Sign in with an operator’s account to go on.',
};

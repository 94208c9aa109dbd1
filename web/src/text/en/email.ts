/** The words of an account's address: its verification and its change. */
export const emailWords = {
  verifyEmail: {
    title: 'Your e-mail address',
    asking: 'Confirming your address…',
    done: 'Your address is confirmed',
    doneText: 'Receipts and news of your orders will reach you.',
    invalid: 'This link does not work any more',
    invalidText: 'Links work once, for 24 hours, and only the newest one does.',
    failed: 'Your address could not be confirmed',
    noLink: 'Open the link in our mail',
    noLinkText: 'The link that we mailed to you brings you back here and confirms your address.',
    signIn: 'Sign in to have another link sent',
    unverified: 'Please confirm your e-mail address',
    unverifiedText: (email: string) => `Open the link that we sent to ${email}. It works for 24 hours.`,
    send: 'Send the mail again',
    sending: 'Sending…',
    sent: 'A new mail is on its way. Only its link works now.',
  },

  changeEmail: {
    title: 'Change e-mail address',
    intro:
      'We mail a link to the new address. Your address stays as it is until you open the link; then all other devices are signed out.',
    next: 'New e-mail address',
    password: 'Your password',
    submit: 'Send me the link',
    submitting: 'Sending…',
    sent: 'A link is on its way to your new address.',
    own: 'This is the address of your account already.',
    pending: 'Look into the mailbox of your new address',
    pendingText: (email: string, until: string) =>
      `We mailed a link to ${email}. Open it before ${until}, here or wherever you sign in. Until then nothing changes.`,
    nothingThere:
      'Nothing there after some minutes? Look into the spam folder, too, and check the address. If it belongs to another account, we told its owner instead.',
    withdraw: 'Keep my address',
    withdrawing: 'Keeping it…',
    withdrawn: 'Your address stays as it is. The link works no more.',
  },

  confirmEmail: {
    title: 'Your new e-mail address',
    asking: 'Changing your address…',
    done: 'Your address is changed',
    doneText: (email: string) =>
      `Mails go to ${email} from now on, and you sign in with it. All other devices are signed out.`,
    invalid: 'This link does not work any more',
    invalidText:
      'Links work once, for one hour, only the newest one does, and only for the account that asked.',
    taken: 'This address belongs to another account by now',
    takenText: 'Somebody took it before you opened the link. Your address stays as it is.',
    failed: 'Your link could not be checked',
    noLink: 'Open the link in our mail',
    noLinkText: 'The link that we mailed to your new address brings you back here and changes your address.',
    another: 'Ask for another link',
  },
};

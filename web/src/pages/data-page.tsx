import { AccountLayout } from '../account/account-layout.js';
import { DeleteAccount } from '../account/delete-account.js';
import { ExportData } from '../account/export-data.js';
import { text } from '../text/text.js';

export function DataPage() {
  return (
    <AccountLayout title={text.account.data}>
      <ExportData />
      <DeleteAccount />
    </AccountLayout>
  );
}

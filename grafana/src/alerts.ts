// Columns of tables of open alerts.
import { severityTexts, words } from './bands';
import { links, linkTo } from './frame';
import { Column, left, mapped, onColour } from './panels';

const SINCE = 'vitals_alert_since_timestamp_seconds';

/** Open alerts that a selector names: what, on whom, since when and with how much ARR. */
export function alertColumns(selector: string): Column[] {
  const told = `${SINCE}{${selector}}`;
  const subject = (expr: string) => `max by (episode, kind, severity, phase, team, subject, account_id, name) (${expr})`;
  const withName =
    `label_replace(${told.replace('{', '{scope="account", ')}, "account_id", "$1", "subject", "(.+)") ` +
    '* on (account_id) group_left (name) max by (account_id, name) (vitals_account_info)';
  const onAccounts = subject(withName);
  const onOthers = subject(`label_replace(${told.replace('{', '{scope!="account", ')}, "name", "$1", "subject", "(.*)")`);
  return [
    { title: 'Severity', label: 'severity', expr: `1000 * (${onAccounts} or ${onOthers})`, width: 84, properties: [mapped(severityTexts), onColour] },
    { title: 'Alert', label: 'kind', properties: [mapped(...words), left] },
    { title: 'On', label: 'name', properties: [left, links(linkTo('vitals-account', 'Open the account', 'account', '${__data.fields.account_id}'))] },
    { title: 'account_id', label: 'account_id', hidden: true },
    { title: 'State', label: 'phase', width: 112 },
    { title: 'Team', label: 'team', width: 90 },
    { title: 'Since', unit: 'time:MM-DD HH:mm', width: 104 },
    {
      title: 'ARR',
      expr: `max by (episode) (vitals_alert_arr_currency_units) and on (episode) ${told}`,
      width: 80,
    },
  ];
}

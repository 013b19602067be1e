import { quirkNames, quirks, type QuirkName } from './quirks/quirks';
import { DEFAULT_PORT } from './readArguments';
import { defaultOptions } from './SandboxOptions';

/** What `--help` prints. */
export function helpText(): string {
	const defaults = defaultOptions;
	return `A stand-in Ihmjc server on this machine: no points, no real numbers needed.

Options
  --port <number>           ${DEFAULT_PORT}; 0 takes any free port
  --host <address>          ${defaults.host}; 0.0.0.0 lets other machines and containers in
  --account <text>          ${defaults.account}
  --password <text>         ${defaults.password}
  --points <number>         recharge points, ${defaults.rechargePoints}
  --bonus-points <number>   used up first, ${defaults.bonusPoints}
  --price <number>          points per number of any app; by app if left out, as a reseller's table
  --job-seconds <number>    from an upload to its completion, ${defaults.jobSeconds}
  --smallest-list <number>  lists of fewer numbers are refused, ${defaults.smallestList}
  --country-rule <rule>     what one list may hold: one country, one callingCode, or any; ${defaults.countryRule}
  --quirk <rule>            misbehave; may be given several times
  --help

Quirk rules: endpoint:name[:times[:skip]][=value]
  endpoint  upload, query, download, balance, or all; accepted for an upload that is accepted and
            paid before its answer is spoiled
  times     how many requests get it; all if left out
  skip      how many requests are let through first
  upload:status500:1        the first upload fails
  accepted:reset:1          the first upload is accepted, but the answer never comes
  query:status503:2:3       the fourth and fifth queries fail
  download:plus             every list has numbers with +
  query:unknownStatus:4=9   the first four queries answer the status 9

Quirks
${quirkNames.map(quirkHelp).join('\n')}
`;
}

function quirkHelp(name: QuirkName): string {
	const { does, endpoints, value } = quirks[name];
	const where = endpoints ? ` Only ${endpoints.join(', ')}.` : '';
	const takes = value ? ` Value: ${value.means}; ${value.default} if left out.` : '';
	return `  ${name.padEnd(18)}${does}${where}${takes}`;
}

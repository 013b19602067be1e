import { quirkNames, quirks, type QuirkName } from './quirks/quirks';
import { DEFAULT_PORT } from './readArguments';
import { defaultOptions } from './SandboxOptions';

/** The text that `--help` prints. */
export function helpText(): string {
	const defaults = defaultOptions;
	return `A simulated Ihmjc server on this machine. Needs no points and no real numbers.

Options
  --port <number>           ${DEFAULT_PORT}; 0 takes any free port
  --host <address>          ${defaults.host}; 0.0.0.0 lets other machines and containers connect
  --account <text>          ${defaults.account}
  --password <text>         ${defaults.password}
  --points <number>         recharge points, ${defaults.rechargePoints}
  --bonus-points <number>   used up first, ${defaults.bonusPoints}
  --price <number>          points per number for every app; if missing, it depends on the app
  --job-seconds <number>    from an upload to its completion, ${defaults.jobSeconds}
  --min-lines <number>      shorter lists are refused, ${defaults.minLines}
  --country-rule <rule>     what a list may contain: one country, one callingCode, or any; ${defaults.countryRule}
  --quirk <rule>            misbehave; repeat for several rules
  --help

Quirk rules: endpoint:name[:times[:skip]][=value]
  endpoint  upload, query, download, balance, all, or accepted: an upload that is accepted and
            charged before the quirk applies
  times     how many requests get the quirk; all if missing
  skip      how many requests pass first
  upload:status500:1        the first upload fails
  accepted:reset:1          the first upload is accepted, but its response never comes
  query:status503:2:3       the fourth and fifth queries fail
  download:plus             numbers in every list start with +
  query:unknownStatus:4=9   the first four queries return the status 9

Quirks
${quirkNames.map(quirkHelp).join('\n')}
`;
}

function quirkHelp(name: QuirkName): string {
	const { does, endpoints, value } = quirks[name];
	const where = endpoints ? ` Only ${endpoints.join(', ')}.` : '';
	const takes = value ? ` Value: ${value.means}; default ${value.default}.` : '';
	return `  ${name.padEnd(18)}${does}${where}${takes}`;
}

import { HTML_TYPE, type HttpResponse } from './httpResponse';

/** ASP.NET's page for a handler that crashed. */
export function crashPage(status: number): HttpResponse {
	return page(
		status,
		`<!DOCTYPE html>
<html>
    <head>
        <title>Runtime Error</title>
        <meta name="viewport" content="width=device-width" />
    </head>
    <body bgcolor="white">
        <span><H1>Server Error in '/' Application.<hr width=100% size=1 color=silver></H1>
        <h2> <i>Runtime Error</i> </h2></span>
        <b> Description: </b>An application error occurred on the server. The current custom error settings for this application prevent the details of the application error from being viewed remotely.
    </body>
</html>
`,
	);
}

/** IIS's page for a request that has no handler. */
export function iisPage(status: number, title: string): HttpResponse {
	return page(
		status,
		`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"/>
<title>${status} - ${title}</title>
</head>
<body>
<div id="header"><h1>Server Error</h1></div>
<div id="content"><fieldset><h2>${status} - ${title}</h2></fieldset></div>
</body>
</html>
`,
	);
}

function page(status: number, html: string): HttpResponse {
	return { status, headers: { 'Content-Type': HTML_TYPE }, body: Buffer.from(html) };
}

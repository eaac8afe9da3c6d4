/** The version of the tool, as in package.json. */
export const VERSION = '0.2.0';

/** The tool with its version, as what it writes names it. */
export const TOOL = `keyaccounts ${VERSION}`;

/** What every JSON document begins with: the version of its form, and the tool that wrote it. */
export const DOCUMENT_HEAD = { format_version: 1, tool: TOOL } as const;

/** A JSON Schema of draft 07, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** An object with these members and no others; a name that ends in "?" may be left out. */
export function object(about: string, members: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(members);
  return {
    ...described(about),
    type: 'object',
    required: names.filter((name) => !name.endsWith('?')),
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), members[name]])),
  };
}

/** An object whose names are data, such as those of fields. */
export function map(about: string, of: Schema): Schema {
  return { ...described(about), type: 'object', additionalProperties: of };
}

/** A list. */
export function list(about: string, of: Schema): Schema {
  return { ...described(about), type: 'array', items: of };
}

/** Two values, one behind the other. */
export function pair(about: string, first: Schema, second: Schema): Schema {
  return { ...described(about), type: 'array', items: [first, second], minItems: 2, maxItems: 2 };
}

/** A text. */
export function text(about = ''): Schema {
  return { ...described(about), type: 'string' };
}

/** One of some words. */
export function words(about: string, ...all: readonly string[]): Schema {
  return { ...described(about), enum: all };
}

/** A calendar day. */
export function day(about: string): Schema {
  return { ...described(about), type: 'string', format: 'date' };
}

/** A SHA-256 in hexadecimal digits. */
export function digest(about: string): Schema {
  return { ...described(about), type: 'string', pattern: '^[0-9a-f]{64}$' };
}

/** How many. */
export function count(about = ''): Schema {
  return { ...described(about), type: 'integer', minimum: 0 };
}

/** A number; amounts have all their digits, more than a double holds. */
export function number(about = ''): Schema {
  return { ...described(about), type: 'number' };
}

/** A part of 1. */
export function share(about: string): Schema {
  return { ...described(about), type: 'number', minimum: 0, maximum: 1 };
}

/** Yes or no. */
export function flag(about: string): Schema {
  return { ...described(about), type: 'boolean' };
}

/** A value of a field: text, number, flag or day; null where it is missing. */
export function value(about: string): Schema {
  return { ...described(about), type: ['string', 'number', 'boolean', 'null'] };
}

/** Always this. */
export function always(about: string, one: unknown): Schema {
  return { ...described(about), const: one };
}

/** The same, or null. */
export function orNull(of: Schema): Schema {
  const { type, enum: known } = of as { readonly type?: string; readonly enum?: readonly unknown[] };
  if (known !== undefined) return { ...of, enum: [...known, null] };
  if (type === undefined) return { anyOf: [of, { type: 'null' }] };
  return { ...of, type: [type, 'null'] };
}

/** One of several forms. */
export function either(about: string, ...forms: readonly Schema[]): Schema {
  return { ...described(about), anyOf: forms };
}

/** A part that several places share, by its name among the definitions. */
export function shared(name: string, make: () => Schema): Schema {
  SHARED.set(name, make);
  return { $ref: `#/definitions/${name}` };
}

const SHARED = new Map<string, () => Schema>();

/** A whole schema with the definitions that it needs. */
export function document(title: string, about: string, body: Schema): Schema {
  const definitions: Record<string, Schema> = {};
  const take = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { $ref } = part as { readonly $ref?: string };
    const name = $ref?.replace('#/definitions/', '');
    if (name !== undefined && !Object.hasOwn(definitions, name)) {
      definitions[name] = {};
      definitions[name] = SHARED.get(name)!();
      take(definitions[name]);
    }
    Object.values(part).forEach(take);
  };
  take(body);
  const { description: _, ...rest } = body;
  const sorted = Object.entries(definitions).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    description: about,
    ...rest,
    ...(sorted.length === 0 ? {} : { definitions: Object.fromEntries(sorted) }),
  };
}

function described(about: string): Schema {
  return about === '' ? {} : { description: about };
}

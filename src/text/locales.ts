/** The languages that people may read, with the locale of their numbers; data and criteria stay as they were typed. */
export const LOCALES = { en: 'en-US', zh: 'zh-CN' } as const;

/** Every language, in the order in which help lists them. */
export const LANGUAGES = Object.keys(LOCALES) as [keyof typeof LOCALES, ...(keyof typeof LOCALES)[]];

import { expect, it } from 'vitest';
import { loadClient } from '../../src/warehouse/client.ts';

it('says how to install a package that is not there', async () => {
  const load = () => Promise.reject(Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' }));
  await expect(loadClient(load, 'some-client', 'duckdb:a.db')).rejects.toMatchObject({
    message: 'cannot read "duckdb:a.db": it takes the package some-client, which is not installed',
    help: { en: expect.stringContaining('npm install some-client') },
  });
});

it('hides no other failure', async () => {
  await expect(loadClient(() => Promise.reject(new Error('broken')), 'x', 'y')).rejects.toThrow('broken');
});

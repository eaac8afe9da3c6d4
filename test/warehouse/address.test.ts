import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { fileOf, isAddress, parseAddress, refusePassword, withPath } from '../../src/warehouse/address.ts';

describe('parseAddress', () => {
  it.each([
    ['duckdb:crm.duckdb', 'duckdb', 'crm.duckdb', null, []],
    ['duckdb:a/crm.db?table=crm.customers', 'duckdb', 'a/crm.db', ['crm', 'customers'], []],
    ['duckdb:crm.db?table="my.table"&order=id&order=a%26b', 'duckdb', 'crm.db', ['my.table'], ['id', 'a&b']],
    ['duckdb:crm.db?table="a""b"', 'duckdb', 'crm.db', ['a"b'], []],
    ['parquet:part-?.parquet?order=100%', 'parquet', 'part-?.parquet', null, ['100%']],
    ['parquet:part-?.parquet', 'parquet', 'part-?.parquet', null, []],
    [
      'postgresql://ann@db.example:5433/crm?sslmode=require&table=customers&order=customer_id',
      'postgres',
      'postgres://ann@db.example:5433/crm?sslmode=require',
      ['customers'],
      ['customer_id'],
    ],
    ['postgres:///crm?host=%2Fvar%2Frun', 'postgres', 'postgres:///crm?host=%2Fvar%2Frun', null, []],
  ])('%s', (told, kind, place, table, order) => {
    expect(isAddress(told)).toBe(true);
    expect(parseAddress(told)).toEqual({ kind, told, place, table, order });
  });

  it.each([
    'duckdb:',
    'parquet:?order=id',
    'postgres://',
    'duckdb:a.db?tabel=x',
    'parquet:a.parquet?table=x',
  ])('refuses %s', (told) => {
    expect(() => parseAddress(told)).toThrow(UserError);
  });

  it.each(['customers.csv', './duckdb:a', 'C:\\customers.csv', '-', 'sqlite:a'])('%s is a file', (path) => {
    expect(isAddress(path)).toBe(false);
  });
});

describe('refusePassword', () => {
  it.each([
    'postgres://ann:geheim@host/crm',
    'postgresql://ann:ge/h?ei:m@host/crm',
    'orders=postgres://:geheim@host/crm',
    'postgres://host/crm?user=ann&password=geheim',
    'postgres://host/crm?sslpassword=geheim',
  ])('refuses %s, and does not repeat it', (told) => {
    let message = '';
    try {
      refusePassword(told);
    } catch (error) {
      message = JSON.stringify(error) + String(error);
    }
    expect(message).toMatch(/holds a password/);
    expect(message).not.toMatch(/geheim|ge\/h/);
  });

  it.each(['postgres://ann@host:5432/crm?table=a.b', 'postgres://host:5432/crm', 'duckdb:a:b@c.db', 'a:b@c'])(
    'lets %s through',
    (told) => {
      expect(() => refusePassword(told)).not.toThrow();
    },
  );
});

describe('the file of an address', () => {
  it.each([
    ['duckdb:crm.db?table=a', 'crm.db', 'duckdb:x/crm.db?table=a'],
    ['parquet:c.parquet', 'c.parquet', 'parquet:x/c.parquet'],
    ['postgres://host/crm?table=a', null, 'postgres://host/crm?table=a'],
  ])('%s', (told, file, moved) => {
    expect(fileOf(told)).toBe(file);
    expect(withPath(told, (path) => `x/${path}`)).toBe(moved);
  });
});

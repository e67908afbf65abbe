import { describe, expect, it } from 'vitest';
import { accessOf, mayPrepare } from './access-of.js';

const rules = {
  permissions: { read: ['Read'], write: ['ReadWrite'], prepare: ['Prepare'] },
  requireRoles: false,
  peopleOnly: false,
};
const strict = { ...rules, requireRoles: true };
const people = { ...rules, peopleOnly: true };

function access(scp: string[] | null, roles: string[], by = rules) {
  return accessOf({ tid: 't', oid: 'o', scp, roles }, by);
}

describe('accessOf', () => {
  it('gives a person what the scope of the client allows', () => {
    expect(access(['openid', 'Read'], [])).toBe('read');
    expect(access(['Read', 'ReadWrite'], [])).toBe('write');
    expect(access(['openid'], [])).toBeNull();
    expect(access([], ['ReadWrite'])).toBeNull();
  });

  it('never gives more than the role of the person, where there is one', () => {
    expect(access(['ReadWrite'], ['Read'])).toBe('read');
    expect(access(['Read'], ['ReadWrite'])).toBe('read');
    expect(access(['ReadWrite'], ['ReadWrite', 'Read'])).toBe('write');
    expect(access(['ReadWrite'], ['Other'])).toBe('write');
  });

  it('gives nothing without a role where roles are required', () => {
    expect(access(['ReadWrite'], [], strict)).toBeNull();
    expect(access(['ReadWrite'], ['Other'], strict)).toBeNull();
    expect(access(['ReadWrite'], ['Read'], strict)).toBe('read');
    expect(access(null, ['ReadWrite'], strict)).toBe('write');
  });

  it('gives an application what its roles allow, unless it is for people only', () => {
    expect(access(null, ['Read'])).toBe('read');
    expect(access(null, ['ReadWrite'])).toBe('write');
    expect(access(null, [])).toBeNull();
    expect(access(null, ['ReadWrite'], people)).toBeNull();
    expect(access(['ReadWrite'], [], people)).toBe('write');
  });

  it('compares names as they are written', () => {
    expect(access(['readwrite'], [])).toBeNull();
    expect(access(['ReadWrite.All'], [])).toBeNull();
  });
});

describe('mayPrepare', () => {
  function prepares(scp: string[] | null, roles: string[], by = rules) {
    return mayPrepare({ tid: 't', oid: 'o', scp, roles }, by);
  }

  it('is not implied by the right to write', () => {
    expect(prepares(['ReadWrite'], ['ReadWrite'])).toBe(false);
    expect(prepares(null, ['ReadWrite'])).toBe(false);
  });

  it('needs the scope of the client and, where there are roles, the role of the person', () => {
    expect(prepares(['Prepare'], [])).toBe(true);
    expect(prepares(['Prepare'], ['Read'])).toBe(false);
    expect(prepares(['Prepare'], ['Prepare'])).toBe(true);
    expect(prepares(['Read'], ['Prepare'])).toBe(false);
    expect(prepares(['Prepare'], [], strict)).toBe(false);
    expect(prepares(null, ['Prepare'])).toBe(true);
    expect(prepares(null, ['Prepare'], people)).toBe(false);
  });

  it('implies the right to read, and no more', () => {
    expect(access(['Prepare'], [])).toBe('read');
    expect(access(null, ['Prepare'])).toBe('read');
  });
});

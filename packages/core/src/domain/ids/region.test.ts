import { describe, expect, it } from 'vitest';
import { regionOf } from './region.js';

describe('regionOf', () => {
  it.each([
    ['eastus', 'eastus'],
    ['West US 2', 'westus2'],
    ['', null],
    ['east-us', null],
    ['eastus\n', null],
    ['a'.repeat(41), null],
  ])('reads %j as %j', (location, region) => {
    expect(regionOf(location)).toBe(region);
  });
});

import { describe, expect, test } from 'vitest';

const top = (stack: number[]): number => {
  if (stack.length === 0) throw new RangeError('empty <stack> & gone');
  return stack[stack.length - 1];
};

describe('a stack', () => {
  test('keeps the last value on top', () => {
    expect(top([1, 2])).toBe(2);
  });

  describe('when filled', () => {
    test('counts values', () => {
      expect([1, 2, 3].length).toBe(4);
    });
  });

  test('refuses the top of nothing', () => {
    top([]);
  });

  test('compares objects', () => {
    expect({ a: 1, b: [1, 2] }).toEqual({ a: 1, b: [1, 3] });
  });

  test.skip('is skipped', () => {
    expect(1).toBe(2);
  });

  test.todo('is still to do');

  test('takes too long', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }, 100);

  let attempts = 0;
  test('passes at the second attempt', { retry: 2 }, () => {
    attempts += 1;
    expect(attempts).toBe(2);
  });
});

import { nothing } from './no_such_module';
import { test } from 'vitest';

test('is never reached', () => nothing());

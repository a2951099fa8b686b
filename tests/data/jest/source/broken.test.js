require('./no_such_module');
test('is never reached', () => {});

import { operationValues } from './operationValues';
import { TRIED_OPERATIONS } from './triedOperations';

it('leaves no operation out', () => {
	const tried = TRIED_OPERATIONS.map(({ parameters }) => parameters.operation);
	expect(tried).toEqual(expect.arrayContaining(operationValues()));
});

// CommonJS packages such as @nestjs/throttler `require` the ESM-only Nest. Jest cannot do that while Nest is being
// linked as part of the same graph, so it is evaluated before the test file's own imports begin.
import '@nestjs/common';
import '@nestjs/core';

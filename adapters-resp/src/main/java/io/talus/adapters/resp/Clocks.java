package io.talus.adapters.resp;

import java.util.function.LongSupplier;

/**
 * The machine's clocks, handed in from outside.
 *
 * @param wallMillis milliseconds since 1970
 * @param monotonicNanos for durations
 */
public record Clocks(LongSupplier wallMillis, LongSupplier monotonicNanos) {}

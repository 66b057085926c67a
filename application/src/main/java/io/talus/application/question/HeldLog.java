package io.talus.application.question;

/**
 * How much of a slot's log some nodes are to have, or have.
 *
 * @param epoch in which the slot is led
 * @param index up to which they have it; 0 for as far as it goes
 * @param followers how many of them
 */
public record HeldLog(long epoch, long index, int followers) {}

package io.talus.application.command;

/**
 * What running a command came to: a {@link Reply} alone, a {@link Change} (reply and mutations), a
 * key {@link Touched} without a change, a {@link Flush} of whole tables, or {@link Blocked}.
 */
public sealed interface CommandOutcome permits Reply, Change, Touched, Flush, Blocked {}

package io.talus.application.command;

/** What runs when a client sends a command's name. Stateless: one instance serves every thread. */
public sealed interface Command permits DataCommand, SessionCommand {}

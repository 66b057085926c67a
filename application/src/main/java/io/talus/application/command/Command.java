package io.talus.application.command;

/**
 * What runs when a client sends a command's name: a {@link DataCommand}, or one on the connection
 * or the server. Stateless: one instance serves every thread.
 */
public interface Command {}

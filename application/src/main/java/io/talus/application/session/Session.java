package io.talus.application.session;

/** A client's connection. Belongs to the loop that serves it. */
public final class Session {}

package io.talus.application.command;

/**
 * Everything in the selected table goes, or in all tables.
 *
 * @param reply the reply once that is logged
 * @param allTables whether the other tables go too
 */
public record Flush(Reply reply, boolean allTables) implements CommandOutcome {}

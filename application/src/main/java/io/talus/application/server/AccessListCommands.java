package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.command.SecretArguments;
import io.talus.application.connection.Access;
import io.talus.application.connection.Help;
import io.talus.application.connection.RefusalLog;
import io.talus.application.directory.CommandDirectory;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import java.util.List;

/**
 * ACL of a node with one user: {@code default}, who may do everything once he has given {@code
 * requirepass}. Tables with passwords of their own are beside this.
 */
public final class AccessListCommands {
  private static final String GROUP = "server";
  private static final String SINCE = "6.0.0";
  private static final String CONSTANT = "O(1)";
  private static final String ONE_USER =
      "ERR there is one user, 'default': its password is set with CONFIG SET requirepass, and"
          + " tables have passwords of their own (TABLE ALTER, table-password)";
  private static final String NO_FILE =
      "ERR This Redis instance is not configured to use an ACL file. You may want to specify users"
          + " via the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you have a"
          + " Redis configuration file set) in order to store users in the Redis configuration.";

  private AccessListCommands() {}

  public static CommandSpec container(
      Access access, RefusalLog refusals, CommandDirectory directory) {
    AccessRules rules = new AccessRules(access, directory);
    return Help.container(
        "acl",
        SINCE,
        GROUP,
        List.of(
            open(
                "whoami",
                2,
                (args, session) -> Reply.bulk(AccessRules.USER),
                "Tells the user.",
                ""),
            open(
                "cat",
                -2,
                rules::categories,
                "Lists categories, or the commands of one.",
                "[category]"),
            open("genpass", -2, GeneratePassword::run, "Draws a password.", "[bits]"),
            admin("list", 2, rules::list, "Shows the users' rules.", ""),
            admin("users", 2, rules::users, "Names the users.", ""),
            secret("getuser", 3, rules::user, "Shows a user's rules.", "username"),
            admin(
                "dryrun",
                -4,
                rules::tryOut,
                "Tells whether a user may run a command.",
                "username command [arg [arg ...]]"),
            admin(
                "log",
                -2,
                new ShowRefusals(refusals),
                "Shows what was refused.",
                "[count | RESET]"),
            secret(
                "setuser",
                -3,
                AccessListCommands::refuse,
                "Is refused: there is one user.",
                "username [rule [rule ...]]"),
            secret(
                "deluser",
                -3,
                AccessListCommands::refuse,
                "Is refused: there is one user.",
                "username [username ...]"),
            admin(
                "load",
                2,
                AccessListCommands::refuseFile,
                "Is refused: there is no file of users.",
                ""),
            admin(
                "save",
                2,
                AccessListCommands::refuseFile,
                "Is refused: there is no file of users.",
                "")));
  }

  private static CommandSpec open(
      String name, int arity, SessionCommand command, String summary, String syntax) {
    return CommandSpec.of("acl|" + name, arity, command)
        .flags(NOSCRIPT, LOADING, STALE)
        .docs(SINCE, GROUP, CONSTANT, summary, syntax);
  }

  private static CommandSpec admin(
      String name, int arity, SessionCommand command, String summary, String syntax) {
    return CommandSpec.of("acl|" + name, arity, command)
        .flags(ADMIN, NOSCRIPT, LOADING, STALE)
        .docs(SINCE, GROUP, CONSTANT, summary, syntax);
  }

  /** As {@code admin}; who it is about and what he may is nobody else's business. */
  private static CommandSpec secret(
      String name, int arity, SessionCommand command, String summary, String syntax) {
    return admin(name, arity, command, summary, syntax).hides(SecretArguments.from(2));
  }

  private static Reply refuse(Arguments args, Session session) {
    throw new CommandError(ONE_USER);
  }

  private static Reply refuseFile(Arguments args, Session session) {
    throw new CommandError(NO_FILE);
  }
}

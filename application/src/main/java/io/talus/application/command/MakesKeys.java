package io.talus.application.command;

import java.util.Optional;

/**
 * A command that looks at keys which its arguments do not name: it makes their names out of what it
 * reads. So nobody can tell before it runs which slots it wants.
 */
public interface MakesKeys extends DataCommand {

  /**
   * The option because of which the command may look at another hash slot than that of its own
   * keys; empty if there is none, or the arguments are not valid.
   */
  Optional<String> optionForOtherSlots(Arguments args);
}

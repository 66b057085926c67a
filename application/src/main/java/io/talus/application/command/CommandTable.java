package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All commands by name. Immutable; safe to share. */
public final class CommandTable {
  private final Map<String, CommandSpec> byName = new LinkedHashMap<>();
  private final Map<Bytes, CommandSpec> byBytes = new HashMap<>();

  public CommandTable(List<List<CommandSpec>> families) {
    for (List<CommandSpec> family : families) {
      family.forEach(this::add);
    }
  }

  private void add(CommandSpec spec) {
    if (byName.put(spec.name(), spec) != null) {
      throw new IllegalArgumentException("command listed twice: " + spec.name());
    }
    byBytes.put(Bytes.of(spec.name()), spec);
    byBytes.put(Bytes.of(spec.name().toUpperCase(Locale.ROOT)), spec);
    spec.subcommands().forEach(sub -> byBytes.put(Bytes.of(sub.name()), sub));
  }

  /** The top-level command of this name, in any case; null if there is none. */
  public @Nullable CommandSpec find(Bytes name) {
    CommandSpec found = byBytes.get(name);
    return found != null ? found : byName.get(name.latin1().toLowerCase(Locale.ROOT));
  }

  /** The container's subcommand of this name, in any case; null if there is none. */
  public @Nullable CommandSpec findSubcommand(CommandSpec container, Bytes name) {
    return byBytes.get(Bytes.of(container.name() + "|" + name.latin1().toLowerCase(Locale.ROOT)));
  }

  /** The top-level commands. */
  public Collection<CommandSpec> all() {
    return byName.values();
  }
}

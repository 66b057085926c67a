package io.talus.application.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings. They are read from the file and the command line before the node
 * starts; then they belong to the shard's thread. Who needs a value on every command keeps it and
 * takes a new one when {@link #onChange} tells of it.
 */
public final class Settings {
  private final Map<String, Setting<?>> byName = new LinkedHashMap<>();
  private final Map<Setting<?>, Held<?>> held = new LinkedHashMap<>();
  private final List<Listener> listeners = new ArrayList<>();

  /** Is told that settings have changed. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Takes the new values.
     *
     * @throws RefusedChange if a value cannot be put into effect; then the old ones are back
     */
    void changed(Settings settings) throws RefusedChange;
  }

  /** A setting's value. */
  private static final class Held<T> {
    private final Setting<T> setting;
    private T value;

    Held(Setting<T> setting) {
      this.setting = setting;
      this.value = setting.initial();
    }

    void read(List<String> words, boolean anew) throws RefusedValue {
      T basis = anew ? setting.type().basis(value) : value;
      value = setting.type().parse(words, basis);
    }

    Runnable restoration() {
      T before = value;
      return () -> value = before;
    }

    String text() {
      return setting.type().text(value);
    }

    List<String> lines() {
      return setting.type().lines(value);
    }

    boolean isInitial() {
      return value.equals(setting.initial());
    }
  }

  private Settings(List<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      held.put(setting, new Held<>(setting));
      add(setting.name(), setting);
      setting.aliases().forEach(alias -> add(alias, setting));
    }
  }

  private void add(String name, Setting<?> setting) {
    if (byName.put(name, setting) != null) {
      throw new IllegalArgumentException("setting listed twice: " + name);
    }
  }

  /** All settings of Talus with their initial values. */
  public static Settings initial() {
    return new Settings(SettingCatalog.all());
  }

  public <T> T get(Setting<T> setting) {
    return held(setting).value;
  }

  /** A number that the setting's bounds keep within an int. */
  public int getInt(Setting<Long> setting) {
    return Math.toIntExact(get(setting));
  }

  @SuppressWarnings("unchecked") // Held<T> was made for the Setting<T> that is its key.
  private <T> Held<T> held(Setting<T> setting) {
    Held<?> found = held.get(setting);
    if (found == null) {
      throw new IllegalArgumentException("not a setting of this node: " + setting);
    }
    return (Held<T>) found;
  }

  /** The setting of this name or alias, in any case; null if there is none. */
  public @Nullable Setting<?> find(String name) {
    return byName.get(ChoiceType.lowerCase(name));
  }

  public Collection<Setting<?>> all() {
    return Collections.unmodifiableSet(held.keySet());
  }

  /** All names, aliases included. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** The value as CONFIG GET shows it. */
  public String text(Setting<?> setting) {
    return held(setting).text();
  }

  /** The lines with which a file gives the value, without the name. */
  public List<String> lines(Setting<?> setting) {
    return held(setting).lines();
  }

  public boolean isInitial(Setting<?> setting) {
    return held(setting).isInitial();
  }

  /**
   * Gives a setting its value while the node starts.
   *
   * @param anew whether lines before this one do not count any more
   */
  void read(Setting<?> setting, List<String> words, boolean anew) throws RefusedValue {
    held(setting).read(words, anew);
  }

  /** Calls the listener after every change, and at once. */
  public void onChange(Listener listener) {
    listeners.add(listener);
    try {
      listener.changed(this);
    } catch (RefusedChange refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }

  /**
   * Changes several settings at once, or none of them.
   *
   * @param openProtected whether protected settings may be among them
   */
  public void change(Map<Setting<?>, String> values, boolean openProtected) throws RefusedChange {
    for (Setting<?> setting : values.keySet()) {
      requireChangeable(setting, openProtected);
    }
    List<Runnable> restorations = new ArrayList<>();
    try {
      for (Map.Entry<Setting<?>, String> entry : values.entrySet()) {
        Held<?> changing = held(entry.getKey());
        restorations.add(changing.restoration());
        give(changing, entry.getValue());
      }
      tellListeners();
    } catch (RefusedChange refused) {
      restorations.forEach(Runnable::run);
      tellListenersAgain();
      throw refused;
    }
  }

  private static void requireChangeable(Setting<?> setting, boolean openProtected)
      throws RefusedChange {
    switch (setting.change()) {
      case ANY_TIME -> {
        // Anybody who may use CONFIG may change it.
      }
      case AT_START -> throw new RefusedChange(setting, "can't set immutable config");
      case PROTECTED -> {
        if (!openProtected) {
          throw new RefusedChange(setting, "can't set protected config");
        }
      }
    }
  }

  private static void give(Held<?> held, String value) throws RefusedChange {
    List<String> words =
        held.setting.type().takesSeveralWords() ? List.of(value.split(" ", -1)) : List.of(value);
    try {
      held.read(words, true);
    } catch (RefusedValue refused) {
      throw new RefusedChange(held.setting, refused.reason());
    }
  }

  private void tellListeners() throws RefusedChange {
    for (Listener listener : listeners) {
      listener.changed(this);
    }
  }

  /** What was in effect before cannot be refused now. */
  private void tellListenersAgain() {
    try {
      tellListeners();
    } catch (RefusedChange impossible) {
      throw new IllegalStateException("settings were in effect before", impossible);
    }
  }

  /** The settings that differ from their initial values. */
  public Set<Setting<?>> changed() {
    Set<Setting<?>> changed = new LinkedHashSet<>();
    for (Held<?> each : held.values()) {
      if (!each.isInitial()) {
        changed.add(each.setting);
      }
    }
    return changed;
  }
}

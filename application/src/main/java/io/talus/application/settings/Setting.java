package io.talus.application.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * A setting: its names, what it takes and what it is for. Immutable; compared by identity.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {
  /** Who may change the setting, and when. */
  public enum Change {
    /** CONFIG SET may. */
    ANY_TIME,
    /** Only at the start. */
    AT_START,
    /** CONFIG SET may, if {@code enable-protected-configs} allows it. */
    PROTECTED
  }

  private final String name;
  private final List<String> aliases;
  private final SettingType<T> type;
  private final T initial;
  private final Change change;
  private final boolean secret;
  private final String description;

  private Setting(
      String name,
      List<String> aliases,
      SettingType<T> type,
      T initial,
      Change change,
      boolean secret,
      String description) {
    this.name = name;
    this.aliases = aliases;
    this.type = type;
    this.initial = initial;
    this.change = change;
    this.secret = secret;
    this.description = description;
  }

  static <T> Setting<T> of(String name, SettingType<T> type, T initial) {
    return new Setting<>(name, List.of(), type, initial, Change.ANY_TIME, false, "");
  }

  static Setting<Boolean> flag(String name, boolean initial) {
    return of(name, new FlagType(), initial);
  }

  static Setting<String> text(String name, String initial) {
    return of(name, new TextType(), initial);
  }

  /** One of the choices; {@code initial} is one more of them. */
  static Setting<String> choice(String name, String initial, String... others) {
    List<String> choices = new ArrayList<>(List.of(others));
    choices.addFirst(initial);
    return of(name, new ChoiceType(List.copyOf(choices)), initial);
  }

  static Setting<Long> number(String name, long initial, long min, long max) {
    return of(name, new NumberType(min, max, NumberType.Notation.DECIMAL), initial);
  }

  static Setting<Long> size(String name, long initial, long min, long max) {
    return of(name, new NumberType(min, max, NumberType.Notation.MEMORY), initial);
  }

  Setting<T> alias(String... others) {
    return new Setting<>(name, List.of(others), type, initial, change, secret, description);
  }

  Setting<T> atStart() {
    return new Setting<>(name, aliases, type, initial, Change.AT_START, secret, description);
  }

  Setting<T> isProtected() {
    return new Setting<>(name, aliases, type, initial, Change.PROTECTED, secret, description);
  }

  Setting<T> isSecret() {
    return new Setting<>(name, aliases, type, initial, change, true, description);
  }

  /** What the setting does, in a sentence for docs/CONFIGURATION.md. */
  Setting<T> says(String text) {
    return new Setting<>(name, aliases, type, initial, change, secret, text);
  }

  public String name() {
    return name;
  }

  /** Redis's older names. */
  public List<String> aliases() {
    return aliases;
  }

  public SettingType<T> type() {
    return type;
  }

  /** The value if nobody gives another. */
  public T initial() {
    return initial;
  }

  public Change change() {
    return change;
  }

  /** Whether the value must not be shown in logs. */
  public boolean secret() {
    return secret;
  }

  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return name;
  }
}

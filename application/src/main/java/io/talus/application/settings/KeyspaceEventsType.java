package io.talus.application.settings;

import java.util.List;

/** The classes of keyspace notifications, each a character, in Redis's order. */
record KeyspaceEventsType() implements SettingType<String> {
  private static final String ORDER = "g$lshzxetdnKEm";

  /** What {@code A} stands for. */
  private static final String ALL = "g$lshzxetd";

  @Override
  public String parse(List<String> words, String current) throws RefusedValue {
    String given = words.getFirst();
    boolean[] chosen = new boolean[ORDER.length()];
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      String meant = c == 'A' ? ALL : Character.toString(c);
      for (int j = 0; j < meant.length(); j++) {
        int at = ORDER.indexOf(meant.charAt(j));
        if (at < 0) {
          throw new RefusedValue("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
        }
        chosen[at] = true;
      }
    }
    return canonical(chosen);
  }

  private static String canonical(boolean[] chosen) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ORDER.length(); i++) {
      if (chosen[i]) {
        text.append(ORDER.charAt(i));
      }
    }
    String all = text.toString();
    // As Redis, which forgets the n when it can write A.
    return all.startsWith(ALL) ? "A" + all.substring(ALL.length()).replace("n", "") : all;
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public String expected() {
    return "characters of Ag$lshzxeKEtmdn";
  }
}

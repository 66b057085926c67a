package io.talus.application.report;

/** A section of INFO. */
interface Section {
  /** As the heading has it; in lower case it is what a client asks for. */
  String title();

  void write(Lines out);
}

package io.talus.application.report;

import io.talus.application.host.NodeFigures;
import java.util.Locale;

/** The CPU time of the process. */
final class CpuSection implements Section {
  private final NodeFigures figures;

  CpuSection(NodeFigures figures) {
    this.figures = figures;
  }

  @Override
  public String title() {
    return "CPU";
  }

  @Override
  public void write(Lines out) {
    out.line("used_cpu_sys", seconds(figures.systemCpuSeconds()));
    out.line("used_cpu_user", seconds(figures.userCpuSeconds()));
    out.line("used_cpu_sys_children", seconds(0));
    out.line("used_cpu_user_children", seconds(0));
    out.line("used_cpu_sys_main_thread", seconds(figures.systemCpuSeconds()));
    out.line("used_cpu_user_main_thread", seconds(figures.userCpuSeconds()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.6f", seconds);
  }
}

package io.autotask.performance.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * Lines over time as an SVG that needs no script: colours are classes, so that a strict
 * policy and dark screens are no problem. A gap in the values is a gap in the line.
 */
final class SvgChart {

	private static final int WIDTH = 720;

	private static final int HEIGHT = 220;

	private static final int LEFT = 64;

	private static final int BOTTOM = 28;

	private static final int TOP = 10;

	private static final int TICKS = 4;

	private final String title;

	private final double[] x;

	private final DoubleFunction<String> xWords;

	private final DoubleFunction<String> yWords;

	private final List<Line> lines = new ArrayList<>();

	private final boolean bars;

	SvgChart(String title, double[] x, DoubleFunction<String> xWords, DoubleFunction<String> yWords, boolean bars) {
		this.title = title;
		this.x = x;
		this.xWords = xWords;
		this.yWords = yWords;
		this.bars = bars;
	}

	SvgChart line(String name, List<? extends @Nullable Number> values) {
		this.lines.add(new Line(name, values));
		return this;
	}

	/** The chart with its title, its legend and its values as a table. */
	String html() {
		if (this.x.length < 2) {
			return "";
		}
		StringBuilder html = new StringBuilder("<figure><figcaption>").append(escape(this.title));
		for (int i = 0; i < this.lines.size(); i++) {
			html.append(" <span class=\"key l")
				.append(i)
				.append("\">")
				.append(escape(this.lines.get(i).name()))
				.append("</span>");
		}
		html.append("</figcaption>");
		svg(html);
		table(html);
		return html.append("</figure>\n").toString();
	}

	private void svg(StringBuilder html) {
		double top = nice(this.lines.stream()
			.flatMap((line) -> line.values().stream())
			.mapToDouble((value) -> (value != null) ? value.doubleValue() : 0)
			.max()
			.orElse(1));
		html.append("<svg viewBox=\"0 0 ")
			.append(WIDTH)
			.append(' ')
			.append(HEIGHT)
			.append("\" role=\"img\" aria-label=\"")
			.append(escape(this.title))
			.append("\">");
		for (int tick = 0; tick <= TICKS; tick++) {
			double value = top * tick / TICKS;
			html.append(words("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH,
					y(value, top), y(value, top)));
			html.append(words("<text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>", LEFT - 6, y(value, top) + 4,
					escape(this.yWords.apply(value))));
			int place = (this.x.length - 1) * tick / TICKS;
			html.append(words("<text class=\"x\" x=\"%.1f\" y=\"%d\">%s</text>", x(place), HEIGHT - 8,
					escape(this.xWords.apply(this.x[place]))));
		}
		for (int i = 0; i < this.lines.size(); i++) {
			html.append(this.bars ? bars(i, top) : path(i, top));
		}
		html.append("</svg>");
	}

	private String path(int line, double top) {
		StringBuilder path = new StringBuilder();
		boolean drawing = false;
		List<? extends @Nullable Number> values = this.lines.get(line).values();
		for (int i = 0; i < values.size(); i++) {
			Number value = values.get(i);
			if (value != null) {
				path.append(words("%s%.1f %.1f", drawing ? "L" : "M", x(i), y(value.doubleValue(), top)));
			}
			drawing = value != null;
		}
		return "<path class=\"line l" + line + "\" d=\"" + path + "\"/>";
	}

	private String bars(int line, double top) {
		StringBuilder bars = new StringBuilder();
		double width = Math.max(1, (double) (WIDTH - LEFT) / this.x.length - 1);
		List<? extends @Nullable Number> values = this.lines.get(line).values();
		for (int i = 0; i < values.size(); i++) {
			Number value = values.get(i);
			if (value != null) {
				double y = y(value.doubleValue(), top);
				bars.append(words("<rect class=\"bar l%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
						line, LEFT + (double) (WIDTH - LEFT) * i / this.x.length, y, width, HEIGHT - BOTTOM - y));
			}
		}
		return bars.toString();
	}

	private void table(StringBuilder html) {
		html.append("<details><summary>Show as table</summary><table><tr><th></th>");
		this.lines.forEach((line) -> html.append("<th>").append(escape(line.name())).append("</th>"));
		html.append("</tr>");
		for (int i = 0; i < this.x.length; i++) {
			html.append("<tr><td>").append(escape(this.xWords.apply(this.x[i]))).append("</td>");
			for (Line line : this.lines) {
				Number value = (i < line.values().size()) ? line.values().get(i) : null;
				html.append("<td>")
					.append((value != null) ? escape(this.yWords.apply(value.doubleValue())) : "–")
					.append("</td>");
			}
			html.append("</tr>");
		}
		html.append("</table></details>");
	}

	private double x(int place) {
		return LEFT + (double) (WIDTH - LEFT) * place / (this.x.length - 1);
	}

	private static double y(double value, double top) {
		return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
	}

	/** The next number that is easy to divide by four. */
	private static double nice(double most) {
		if (!(most > 0)) {
			return 1;
		}
		double magnitude = Math.pow(10, Math.floor(Math.log10(most)));
		for (double step : new double[] { 1, 2, 4, 6, 8, 10 }) {
			if (most <= step * magnitude) {
				return step * magnitude;
			}
		}
		return 10 * magnitude;
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	private static String words(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	/** One line. */
	private record Line(String name, List<? extends @Nullable Number> values) {

	}

}

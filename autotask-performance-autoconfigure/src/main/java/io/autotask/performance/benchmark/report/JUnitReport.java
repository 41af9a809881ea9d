package io.autotask.performance.benchmark.report;

import java.io.StringWriter;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.Threshold;
import io.autotask.performance.benchmark.measure.Validity;

/**
 * A result as JUnit XML, which every CI reads: a test for each threshold, and one for
 * whether the run is valid. What is unclear is skipped.
 */
public final class JUnitReport {

	private JUnitReport() {
	}

	/**
	 * Writes a result.
	 * @param result the result
	 * @return XML
	 */
	public static String of(BenchmarkResult result) {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
			xml.writeStartDocument("UTF-8", "1.0");
			suite(xml, result);
			xml.writeEndDocument();
			xml.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("A string can always be written to", ex);
		}
		return text.toString();
	}

	private static void suite(XMLStreamWriter xml, BenchmarkResult result) throws XMLStreamException {
		long missed = result.thresholds().stream().filter((outcome) -> outcome.met() == Threshold.Met.NO).count();
		long unclear = result.thresholds().stream().filter((outcome) -> outcome.met() == Threshold.Met.UNKNOWN).count();
		xml.writeStartElement("testsuite");
		xml.writeAttribute("name", "Benchmark " + result.name());
		xml.writeAttribute("tests", String.valueOf(result.thresholds().size() + 1));
		boolean failed = result.invalidBecause().stream().anyMatch((reason) -> !Validity.isAboutTimes(reason));
		xml.writeAttribute("failures", String.valueOf(missed + (failed ? 1 : 0)));
		xml.writeAttribute("errors", "0");
		xml.writeAttribute("skipped", String.valueOf(unclear + ((!result.valid() && !failed) ? 1 : 0)));
		xml.writeAttribute("time", seconds(result.summary().duration()));
		xml.writeAttribute("timestamp", result.summary().startTime().toString());
		test(xml, result, "is valid");
		if (!result.valid()) {
			wrong(xml, failed ? "failure" : "skipped", String.join("; ", result.invalidBecause()));
		}
		xml.writeEndElement();
		for (Threshold.Outcome outcome : result.thresholds()) {
			test(xml, result, outcome.threshold());
			if (outcome.met() == Threshold.Met.NO) {
				wrong(xml, "failure", outcome.inWords());
			}
			else if (outcome.met() == Threshold.Met.UNKNOWN) {
				wrong(xml, "skipped", outcome.inWords());
			}
			xml.writeEndElement();
		}
		xml.writeEndElement();
	}

	private static void test(XMLStreamWriter xml, BenchmarkResult result, String name) throws XMLStreamException {
		xml.writeStartElement("testcase");
		xml.writeAttribute("classname", "benchmark." + result.name().replaceAll("[^A-Za-z0-9]+", "_"));
		xml.writeAttribute("name", name);
		xml.writeAttribute("time", "0");
	}

	private static void wrong(XMLStreamWriter xml, String how, String message) throws XMLStreamException {
		xml.writeStartElement(how);
		xml.writeAttribute("message", message);
		xml.writeEndElement();
	}

	private static String seconds(double millis) {
		return String.format(Locale.ROOT, "%.3f", millis / 1_000);
	}

}

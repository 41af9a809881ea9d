package io.autotask.performance.stub;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers every connection with given bytes and closes it: a body cut off.
 */
public final class RawServer implements AutoCloseable {

	private final ServerSocket socket;

	private final AtomicInteger requests = new AtomicInteger();

	private final byte[] answer;

	public RawServer(String answer) throws IOException {
		this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
		this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		Thread thread = new Thread(this::serve, "raw-server");
		thread.setDaemon(true);
		thread.start();
	}

	public URI baseUrl() {
		return URI.create("http://127.0.0.1:" + this.socket.getLocalPort() + "/ATServicesRest");
	}

	public int requests() {
		return this.requests.get();
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket connection = this.socket.accept()) {
				readHead(connection.getInputStream());
				this.requests.incrementAndGet();
				connection.getOutputStream().write(this.answer);
				connection.getOutputStream().flush();
				connection.shutdownOutput();
			}
			catch (IOException ex) {
				// The client went away, or the server is closed: on to the next one.
			}
		}
	}

	private static void readHead(InputStream input) throws IOException {
		int ends = 0;
		while (ends < 4) {
			int next = input.read();
			if (next < 0) {
				throw new IOException("closed");
			}
			ends = (next == '\r' || next == '\n') ? ends + 1 : 0;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}

package io.autotask.performance.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/** A real Redis on a free port of this machine, which can die and come back. */
public final class RedisStub implements AutoCloseable {

	private final int port = freePort();

	private RedisServer server;

	private RedisStub() {
		comeBack();
	}

	public static RedisStub start() {
		return new RedisStub();
	}

	/**
	 * Waits for what Redis and the instances do by themselves, also on a busy machine.
	 */
	public static ConditionFactory eventually() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

	public int port() {
		return this.port;
	}

	/** The connection of one application. To be destroyed. */
	public LettuceConnectionFactory connect() {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", this.port),
				LettuceClientConfiguration.builder()
					.shutdownTimeout(Duration.ZERO)
					.shutdownQuietPeriod(Duration.ZERO)
					.build());
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	public void die() {
		try {
			this.server.stop();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void comeBack() {
		try {
			this.server = RedisServer.newRedisServer()
				.port(this.port)
				.bind("127.0.0.1")
				.setting("save \"\"")
				.setting("appendonly no")
				.build();
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		die();
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

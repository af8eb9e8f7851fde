import asyncio
import socket

from venture_canvas.server.listening import listen


def test_no_message_waits_until_the_one_before_it_is_acknowledged() -> None:
    """Two small messages in a row would else take 40 ms (Nagle's algorithm, and delayed acknowledgements)."""

    async def is_set_on_a_connection() -> bool:
        with listen(0) as listener:
            listener.listen()
            accepted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

            def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                own: socket.socket = writer.get_extra_info("socket")
                accepted.set_result(bool(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
                writer.close()

            async with await asyncio.start_server(connected, sock=listener):
                _, writer = await asyncio.open_connection(*listener.getsockname())
                found = await accepted
                writer.close()
                await writer.wait_closed()
                return found

    assert asyncio.run(is_set_on_a_connection())

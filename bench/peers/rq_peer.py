"""RQ beside Symphony: python3 rq_peer.py COMMAND PORT …; prints one line of JSON."""
import json
import multiprocessing
import sys
import time

BATCH = 500


def noop(task):
    """A job that does nothing."""


def burn(milliseconds):
    """A job that uses so much CPU; notes when it began and ended."""
    begun = time.time()
    end = time.thread_time() + milliseconds / 1000
    while time.thread_time() < end:
        pass
    from rq import get_current_job

    get_current_job().connection.rpush("bench:times", "%.6f" % begun, "%.6f" % time.time())


def connect(port):
    from redis import Redis

    return Redis(host="127.0.0.1", port=int(port))


def queue(port):
    from rq import Queue

    return Queue("bench", connection=connect(port))


def enqueue_all(port, function, arguments):
    """In bulk, as RQ's documentation has it: enqueue_many, which pipelines."""
    target = queue(port)
    for i in range(0, len(arguments), BATCH):
        target.enqueue_many(
            [target.prepare_data(function, args=(a,), result_ttl=0) for a in arguments[i : i + BATCH]]
        )


def tasks(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]


def enqueue(port, path):
    arguments = tasks(path)
    begun = time.perf_counter()
    enqueue_all(port, "rq_peer.noop", arguments)
    return {"rate": len(arguments) / (time.perf_counter() - begun)}


def drain(port, path):
    """SimpleWorker, which forks for no job, so that a job costs least."""
    from rq import SimpleWorker

    arguments = tasks(path)
    enqueue_all(port, "rq_peer.noop", arguments)
    begun = time.perf_counter()
    SimpleWorker([queue(port)], connection=connect(port)).work(burst=True, logging_level="ERROR")
    return {"rate": len(arguments) / (time.perf_counter() - begun)}


def work(port):
    """The usual worker, which forks for each job."""
    from rq import Worker

    Worker([queue(port)], connection=connect(port)).work(burst=True, logging_level="ERROR")


def busy(port, jobs, milliseconds, processes):
    enqueue_all(port, "rq_peer.burn", [int(milliseconds)] * int(jobs))
    workers = [multiprocessing.Process(target=work, args=(port,)) for _ in range(int(processes))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    times = [float(t) for t in connect(port).lrange("bench:times", 0, -1)]
    return {"seconds": max(times) - min(times), "jobs": len(times) // 2}


if __name__ == "__main__":
    print(json.dumps({"enqueue": enqueue, "drain": drain, "busy": busy}[sys.argv[1]](*sys.argv[2:])))

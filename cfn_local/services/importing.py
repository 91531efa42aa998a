"""A lock for imports of moto: its packages import each other in cycles, which two threads at once cannot do.

Hold it to import a package of moto for the first time, other than at the start of the process.
"""

from threading import RLock

importing_moto = RLock()

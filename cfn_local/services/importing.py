"""moto's packages import each other in circles, which two threads at once cannot do.

Whoever imports a package of moto for the first time, other than at the start of the process, holds this lock.
"""

from threading import RLock

importing_moto = RLock()

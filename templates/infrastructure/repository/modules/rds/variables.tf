variable "name" {
  description = "Name of the database server."
  type        = string
}

variable "vpc_id" {
  description = "Network of the database."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets without a way out of the network."
  type        = list(string)
}

variable "client_security_group_id" {
  description = "Who may connect: the nodes of the cluster."
  type        = string
}

variable "instance_class" {
  description = "Size of the instance."
  type        = string
}

variable "allocated_storage" {
  description = "GB at the start."
  type        = number
}

variable "max_allocated_storage" {
  description = "GB it may grow to by itself."
  type        = number

  validation {
    condition     = var.max_allocated_storage > var.allocated_storage
    error_message = "The storage cannot grow: max_allocated_storage has to be more than allocated_storage."
  }
}

variable "backup_retention_days" {
  description = "How long backups are kept."
  type        = number
  default     = 30
}

variable "multi_az" {
  description = "A second instance in another zone takes over."
  type        = bool
}

variable "deletion_protection" {
  description = "Refuses to delete the database."
  type        = bool
  default     = true
}
